var U=globalThis,te=t=>t,I=U.trustedTypes,se=I?I.createPolicy("lit-html",{createHTML:t=>t}):void 0,le="$lit$",y=`lit$${Math.random().toFixed(9).slice(2)}$`,de="?"+y,xe=`<${de}>`,_=document,D=()=>_.createComment(""),H=t=>t===null||typeof t!="object"&&typeof t!="function",Q=Array.isArray,ke=t=>Q(t)||typeof t?.[Symbol.iterator]=="function",j=`[ 	
\f\r]`,S=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ne=/-->/g,ie=/>/g,b=RegExp(`>|${j}(?:([^\\s"'>=/]+)(${j}*=${j}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),oe=/'/g,ae=/"/g,pe=/^(?:script|style|textarea|title)$/i,z=t=>(e,...s)=>({_$litType$:t,strings:e,values:s}),r=z(1),ce=z(2),Fe=z(3),M=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),re=new WeakMap,A=_.createTreeWalker(_,129);function he(t,e){if(!Q(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return se!==void 0?se.createHTML(e):e}var Te=(t,e)=>{let s=t.length-1,i=[],n,o=e===2?"<svg>":e===3?"<math>":"",a=S;for(let l=0;l<s;l++){let p=t[l],$,u,c=-1,g=0;for(;g<p.length&&(a.lastIndex=g,u=a.exec(p),u!==null);)g=a.lastIndex,a===S?u[1]==="!--"?a=ne:u[1]!==void 0?a=ie:u[2]!==void 0?(pe.test(u[2])&&(n=RegExp("</"+u[2],"g")),a=b):u[3]!==void 0&&(a=b):a===b?u[0]===">"?(a=n??S,c=-1):u[1]===void 0?c=-2:(c=a.lastIndex-u[2].length,$=u[1],a=u[3]===void 0?b:u[3]==='"'?ae:oe):a===ae||a===oe?a=b:a===ne||a===ie?a=S:(a=b,n=void 0);let v=a===b&&t[l+1].startsWith("/>")?" ":"";o+=a===S?p+xe:c>=0?(i.push($),p.slice(0,c)+le+p.slice(c)+y+v):p+y+(c===-2?l:v)}return[he(t,o+(t[s]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},N=class t{constructor({strings:e,_$litType$:s},i){let n;this.parts=[];let o=0,a=0,l=e.length-1,p=this.parts,[$,u]=Te(e,s);if(this.el=t.createElement($,i),A.currentNode=this.el.content,s===2||s===3){let c=this.el.content.firstChild;c.replaceWith(...c.childNodes)}for(;(n=A.nextNode())!==null&&p.length<l;){if(n.nodeType===1){if(n.hasAttributes())for(let c of n.getAttributeNames())if(c.endsWith(le)){let g=u[a++],v=n.getAttribute(c).split(y),E=/([.?@])?(.*)/.exec(g);p.push({type:1,index:o,name:E[2],strings:v,ctor:E[1]==="."?F:E[1]==="?"?O:E[1]==="@"?V:T}),n.removeAttribute(c)}else c.startsWith(y)&&(p.push({type:6,index:o}),n.removeAttribute(c));if(pe.test(n.tagName)){let c=n.textContent.split(y),g=c.length-1;if(g>0){n.textContent=I?I.emptyScript:"";for(let v=0;v<g;v++)n.append(c[v],D()),A.nextNode(),p.push({type:2,index:++o});n.append(c[g],D())}}}else if(n.nodeType===8)if(n.data===de)p.push({type:2,index:o});else{let c=-1;for(;(c=n.data.indexOf(y,c+1))!==-1;)p.push({type:7,index:o}),c+=y.length-1}o++}}static createElement(e,s){let i=_.createElement("template");return i.innerHTML=e,i}};function k(t,e,s=t,i){if(e===M)return e;let n=i!==void 0?s._$Co?.[i]:s._$Cl,o=H(e)?void 0:e._$litDirective$;return n?.constructor!==o&&(n?._$AO?.(!1),o===void 0?n=void 0:(n=new o(t),n._$AT(t,s,i)),i!==void 0?(s._$Co??=[])[i]=n:s._$Cl=n),n!==void 0&&(e=k(t,n._$AS(t,e.values),n,i)),e}var B=class{constructor(e,s){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:s},parts:i}=this._$AD,n=(e?.creationScope??_).importNode(s,!0);A.currentNode=n;let o=A.nextNode(),a=0,l=0,p=i[0];for(;p!==void 0;){if(a===p.index){let $;p.type===2?$=new C(o,o.nextSibling,this,e):p.type===1?$=new p.ctor(o,p.name,p.strings,this,e):p.type===6&&($=new W(o,this,e)),this._$AV.push($),p=i[++l]}a!==p?.index&&(o=A.nextNode(),a++)}return A.currentNode=_,n}p(e){let s=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,s),s+=i.strings.length-2):i._$AI(e[s])),s++}},C=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,s,i,n){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=s,this._$AM=i,this.options=n,this._$Cv=n?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,s=this._$AM;return s!==void 0&&e?.nodeType===11&&(e=s.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,s=this){e=k(this,e,s),H(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==M&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):ke(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&H(this._$AH)?this._$AA.nextSibling.data=e:this.T(_.createTextNode(e)),this._$AH=e}$(e){let{values:s,_$litType$:i}=e,n=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=N.createElement(he(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===n)this._$AH.p(s);else{let o=new B(n,this),a=o.u(this.options);o.p(s),this.T(a),this._$AH=o}}_$AC(e){let s=re.get(e.strings);return s===void 0&&re.set(e.strings,s=new N(e)),s}k(e){Q(this._$AH)||(this._$AH=[],this._$AR());let s=this._$AH,i,n=0;for(let o of e)n===s.length?s.push(i=new t(this.O(D()),this.O(D()),this,this.options)):i=s[n],i._$AI(o),n++;n<s.length&&(this._$AR(i&&i._$AB.nextSibling,n),s.length=n)}_$AR(e=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);e!==this._$AB;){let i=te(e).nextSibling;te(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},T=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,s,i,n,o){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=s,this._$AM=n,this.options=o,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=d}_$AI(e,s=this,i,n){let o=this.strings,a=!1;if(o===void 0)e=k(this,e,s,0),a=!H(e)||e!==this._$AH&&e!==M,a&&(this._$AH=e);else{let l=e,p,$;for(e=o[0],p=0;p<o.length-1;p++)$=k(this,l[i+p],s,p),$===M&&($=this._$AH[p]),a||=!H($)||$!==this._$AH[p],$===d?e=d:e!==d&&(e+=($??"")+o[p+1]),this._$AH[p]=$}a&&!n&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},F=class extends T{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}},O=class extends T{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}},V=class extends T{constructor(e,s,i,n,o){super(e,s,i,n,o),this.type=5}_$AI(e,s=this){if((e=k(this,e,s,0)??d)===M)return;let i=this._$AH,n=e===d&&i!==d||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,o=e!==d&&(i===d||n);n&&this.element.removeEventListener(this.name,this,i),o&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},W=class{constructor(e,s,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=s,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){k(this,e)}};var Re=U.litHtmlPolyfillSupport;Re?.(N,C),(U.litHtmlVersions??=[]).push("3.3.3");var G=(t,e,s)=>{let i=s?.renderBefore??e,n=i._$litPart$;if(n===void 0){let o=s?.renderBefore??null;i._$litPart$=n=new C(e.insertBefore(D(),o),o,void 0,s??{})}return n._$AI(t),n};function Se(t,e){return typeof t!="object"||t===null||!("type"in t)||typeof t.type!="string"||!e.includes(t.type)?!1:"value"in t?typeof t.value=="object"&&t.value!==null:!("message"in t)||typeof t.message=="string"}function $e(t){let e=acquireVsCodeApi(),s=n=>e.postMessage({type:"failed",message:n});window.addEventListener("error",n=>s(n.message)),window.addEventListener("unhandledrejection",n=>s(n.reason instanceof Error?n.reason.message:String(n.reason)));let i=document.getElementById("app");return{root:i,send:n=>e.postMessage(n),state:()=>e.getState(),keep:n=>e.setState(n),begin(n){window.addEventListener("message",({data:o})=>{Se(o,t)&&(i.removeAttribute("aria-busy"),n(o))}),e.postMessage({type:"ready"})}}}function ue(t){let e=t.split("`");if(e.length%2===0){let s=e.pop();e[e.length-1]+=`\`${s}`}return e.map((s,i)=>({text:s,code:i%2===1})).filter(({text:s})=>s!=="")}var K=(t,e)=>`${t} ${e}${t===1?"":"s"}`,w=t=>ue(t).map(({text:e,code:s})=>s?r`<code>${e}</code>`:e),x=(t,e,s)=>r`<button class="link" title="Open ${t.path}, line ${t.range.start.line+1}" @click=${()=>e({type:"open",place:t})}>
    ${s??`${t.path}:${t.range.start.line+1}`}
  </button>`,Z=(t,e)=>r`<button class="link" title="Explain ${t}" @click=${()=>e({type:"explain",rule:t})}>${t}</button>`,De={error:"✖",warning:"▲",info:"ℹ"};function me(t,e){let{rule:s,severity:i,message:n,help:o,place:a,waiver:l,fixes:p}=t;return r`<div class="problem">
    <span class=${i} aria-hidden="true">${De[i]}</span>
    <div>
      <div><span class="visually-hidden">${i}: </span>${w(n)} <span class="dim">· ${Z(s,e)} · ${x(a,e)}</span></div>
      ${l?r`<div class="dim">Waived: ${l.reason}${l.approver?`, by ${l.approver}`:""}${l.expires?`, until ${l.expires}`:""}</div>`:d}
      ${l?d:r`<div class="dim">${w(o)}</div>`} ${l?d:He(p,s,a,e)}
    </div>
  </div>`}var He=(t,e,s,i)=>t.length===0?d:r`<div class="buttons">
        ${t.map(({title:n})=>r`<button title="Writes into the document; you can undo it" @click=${()=>i({type:"fix",rule:e,place:s,title:n})}>${n}</button>`)}
      </div>`;function L(t,e){let s=0,i=t.map(({share:n,className:o})=>{let a=s;return s+=n,ce`<rect class="fill ${o}" x=${a*100} y="0" width=${Math.max(0,n)*100} height="10"></rect>`});return r`<div class="meter" role="img" aria-label=${e} title=${e}><svg viewBox="0 0 100 10" preserveAspectRatio="none">${i}</svg></div>`}function ge(t,...e){let s=e.join(" ").toLowerCase();return t.toLowerCase().split(/\s+/).every(i=>s.includes(i))}var fe=t=>r`<div class="empty">${t}</div>`;var J=7;function ve({score:t,band:e,sections:s,cheapest:i,note:n}){let[o]=i;return r`<div class="card wide">
    <div class="row">
      <span class="value">${t}</span>
      <span class="dim">ML Test Score, of ${J}: ${e}</span>
    </div>
    <table class="areas">
      <tbody>
        ${s.map(a=>r`<tr>
              <td>${a.name}</td>
              <td class="bar">${L([{share:a.sum/J,className:"passed"}],`${a.name}: ${a.sum} of ${J}`)}</td>
              <td class="number dim">${a.sum}</td>
            </tr>`)}
      </tbody>
    </table>
    ${o?r`<p><strong>Cheapest next half point:</strong> ${o.step} <span class="dim">(${o.test}, ${o.from} → ${o.to}${o.raises?"":"; its section is not the only weakest"})</span></p>`:d}
    <details>
      <summary class="dim">All ${s.reduce((a,l)=>a+l.tests.length,0)} tests</summary>
      ${s.map(a=>r`<h3>${a.name}</h3>
            <ul>
              ${a.tests.map(l=>r`<li><strong>${l.points}</strong> ${l.id} ${l.text} <span class="dim">${w(l.reason)}</span></li>`)}
            </ul>`)}
      <p class="dim">${n}</p>
    </details>
  </div>`}function ye({frameworks:t,disclaimer:e},s,i){let n=new Map(s.map(o=>[o.id,o]));return r`<p class="dim">${e}</p>
    ${t.map(o=>{let a=o.clauses.map(l=>({clause:l,own:l.items.flatMap(p=>n.get(p)??[])})).filter(({own:l})=>l.length>0);return a.length===0?d:r`<section data-area=${o.title}>
        <h2>${o.title}</h2>
        <p class="dim">${o.source}, as of ${o.asOf}${o.confirmed?`; compared with ${o.comparedWith}`:"; this mapping awaits confirmation"}</p>
        ${a.map(({clause:l,own:p})=>r`<h3>
                ${l.clause} ${l.title}
                <span class="dim">${l.closed} of ${l.asked} closed${l.appliesFrom?`, applies from ${l.appliesFrom}`:""}</span>
              </h3>
              ${p.map(i)}`)}
      </section>`})}`}function be(t,e){return r`<section>
    <h2>Approvals</h2>
    ${t.length===0?r`<p class="dim">Nobody has decided yet.</p>`:r`<div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>Role</th>
                  <th>Who</th>
                  <th>Decision</th>
                  <th>Date</th>
                  <th>Version</th>
                  <th>Still holds</th>
                  <th>Where</th>
                </tr>
              </thead>
              <tbody>
                ${t.map(s=>r`<tr>
                      <td>${s.role}</td>
                      <td>${s.approver}</td>
                      <td>
                        <span class="pill ${s.status==="approved"?"passed":s.status==="rejected"?"missing":"conditional"}">${s.status}</span>${s.conditions.length>0?r`<ul>
                                ${s.conditions.map(i=>r`<li>${i}</li>`)}
                              </ul>`:d}
                      </td>
                      <td class="day">${s.date??"–"}</td>
                      <td>${s.version??"–"}</td>
                      <td>
                        ${s.validity==="stale"?r`<span class="warning">no: ${s.changed.join(", ")} changed since</span>`:s.validity==="current"?"yes":r`<span class="dim">no digest was written</span>`}
                      </td>
                      <td>${x(s.place,e,`line ${s.place.range.start.line+1}`)}</td>
                    </tr>`)}
              </tbody>
            </table>
          </div>`}
  </section>`}var R=$e(["shown","stale","nothing"]),{send:f}=R,h={query:"",filter:"open",group:"area",unfolded:[],...R.state()},m,q,X,Y=[{id:"contradicted",mark:"⚠",label:"contradicted"},{id:"missing",mark:"✖",label:"missing"},{id:"manual",mark:"☐",label:"to be answered by a person"},{id:"asserted",mark:"◐",label:"asserted"},{id:"waived",mark:"⊘",label:"waived"},{id:"passed",mark:"✔",label:"passed"},{id:"not-applicable",mark:"–",label:"not applicable"}],Me=t=>Y.find(e=>e.id===t),_e=({state:t})=>t==="passed"||t==="waived"||t==="not-applicable";function P(t){h={...h,...t},we(),ee()}var we=()=>R.keep({...h,...m?{uri:m.uri}:{}});function Ne({items:t}){return t.filter(e=>e.demand==="not-asked"&&h.filter==="open"?!1:(h.filter==="all"||(h.filter==="open"?!_e(e):e.state===h.filter))&&ge(h.query,e.id,e.text,e.reason,e.rules.map(i=>i.name).join(" "),e.frameworks.map(i=>i.clause).join(" ")))}function Ce(t){let{model:e,version:s,tier:i,tierStated:n,stage:o,ready:a,progress:l}=t;return r`<header class="bar">
    <h1>${e}${s?r` <span class="dim">${s}</span>`:d}</h1>
    <span class="badge" title=${n?"Stated in the document":"Nobody states the tier; the default of the workspace is used"}
      >tier ${i}${n?"":" (default)"}</span
    >
    <span class="badge">${o}</span>
    <span class="pill ${a?"passed":"missing"}">${a?"ready":`not ready: ${K(l.open,"required item")} open`}</span>
    <span class="grow"></span>
    <button @click=${()=>f({type:"report",kind:"html"})}>Export report</button>
    <button class="primary" @click=${()=>f({type:"signOff"})}>Review and sign off</button>
  </header>`}function Pe(t){let{areas:e,progress:s}=t;return r`<section class="overview" aria-label="Progress">
    <div class="card wide">
      <div class="row">
        <span class="value">${s.percent===null?"–":`${Math.round(s.percent)} %`}</span>
        <span class="dim">of what tier ${t.tier} requires is closed</span>
      </div>
      <table class="areas">
        <tbody>
          ${e.map(i=>{let n=a=>i.asked===0?0:(i.counts[a]??0)/i.asked,o=Y.flatMap(({id:a,label:l})=>i.counts[a]?[`${i.counts[a]} ${l}`]:[]).join(", ");return r`<tr>
              <td><button class="link" @click=${()=>Ee(i.area)}>${i.area}</button></td>
              <td class="bar">
                ${L(["passed","waived","asserted","missing","contradicted"].map(a=>({share:n(a),className:a})),`${i.area}: ${o||"nothing asked"}`)}
              </td>
              <td class="number dim">${i.percent===null?"–":`${Math.round(i.percent)} %`}</td>
            </tr>`})}
        </tbody>
      </table>
    </div>
    ${ve(t.testScore)}
  </section>`}function Ee(t){let e=[...document.querySelectorAll("section[data-area]")].find(s=>s.dataset.area===t);if(e)return e.scrollIntoView({block:"start"});P({filter:"all",query:""}),requestAnimationFrame(()=>[...document.querySelectorAll("section[data-area]")].find(s=>s.dataset.area===t)?.scrollIntoView({block:"start"}))}function Ie(t,e){let s=n=>t.items.filter(o=>n==="all"?!0:n==="open"?!_e(o)&&o.demand!=="not-asked":o.state===n).length,i=[{id:"open",label:"Open"},{id:"all",label:"All"},...Y.filter(({id:n})=>s(n)>0).map(({id:n,label:o})=>({id:n,label:o[0].toUpperCase()+o.slice(1)}))];return r`<div class="tools" role="search">
    <input
      type="search"
      placeholder="Search items, rules, clauses"
      aria-label="Search items"
      .value=${h.query}
      @input=${n=>P({query:n.target.value})}
    />
    <div class="tabs" role="group" aria-label="Filter by state">
      ${i.map(({id:n,label:o})=>r`<button aria-pressed=${String(h.filter===n)} @click=${()=>P({filter:n})}>${o} <span class="dim">${s(n)}</span></button>`)}
    </div>
    <label
      >Group by
      <select @change=${n=>P({group:n.target.value})}>
        <option value="area" ?selected=${h.group==="area"}>area</option>
        <option value="framework" ?selected=${h.group==="framework"}>framework</option>
      </select></label
    >
    <span class="visually-hidden" role="status">${K(e,"item")} shown</span>
  </div>`}function Ae(t){let e=Me(t.state),s=h.unfolded.includes(t.id);return r`<details class="item" ?open=${s} @toggle=${n=>{let{open:o}=n.target;o!==h.unfolded.includes(t.id)&&P({unfolded:o?[...h.unfolded,t.id]:h.unfolded.filter(a=>a!==t.id)})}}>
    <summary>
      <span class="mark pill ${t.state}" title=${e.label}><span aria-hidden="true">${e.mark}</span><span class="visually-hidden">${e.label}</span></span>
      <span class="text"
        >${t.text}${t.demand==="required"?d:r` <span class="dim">(${t.demand==="recommended"?"recommended":"not asked in this tier"})</span>`}</span
      >
      <span class="dim reason">${w(t.reason)}</span>
      <code class="dim">${t.id}</code>
    </summary>
    ${s?Le(t):d}
  </details>`}function Le(t){return r`<div class="details">
    <p>${w(t.reason)}</p>
    ${t.evidence.length>0?r`<h3>Evidence</h3>
            <ul>
              ${t.evidence.map(e=>r`<li>${x(e.place,f)} <span class="dim">${e.standing}</span> <q>${e.quote}</q></li>`)}
            </ul>`:d}
    ${t.problems.length>0?r`<h3>Findings</h3>
            ${t.problems.map(e=>me(e,f))}`:d}
    ${je(t)}
    <p class="dim">
      Answered by
      ${t.rules.length===0?"a person":t.rules.map((e,s)=>r`${s>0?", ":""}${e.state==="unknown"?e.name:Z(e.name,f)}${e.state==="silent"?" (not asked here)":""}`)}${t.hint?` · evidence: ${t.hint}`:""}
      ${t.frameworks.length>0?r`<br />${t.frameworks.map(e=>r`<span class="badge" title=${e.title}>${qe(e.framework)} ${e.clause}</span> `)}`:d}
    </p>
  </div>`}var qe=t=>m?.frameworks.find(e=>e.id===t)?.title??t;function je(t){let{box:e}=t;if(!t.tickable&&!e)return d;let s=i=>()=>f({type:"tick",item:t.id,state:i});return r`<div class="buttons">
    ${e?r`<span class="dim">Box: ${e.state}${e.by?`, ${e.by}`:""}${e.on?`, ${e.on}`:""} ${x(e.place,f)}</span>`:d}
    ${t.tickable&&e?.state!=="done"?r`<button @click=${s("done")}>Tick: done</button>`:d}
    ${t.tickable&&e&&e.state!=="open"?r`<button @click=${s("open")}>Open again</button>`:d}
    ${t.tickable&&e?.state!=="not-applicable"?r`<button @click=${s("not-applicable")}>Not applicable…</button>`:d}
  </div>`}function Be(t,e){return e.length===0?r`<p class="dim">
      ${h.filter==="open"&&h.query===""?"Nothing is open: every item that this tier asks for is closed.":"No item fits the filter."}
    </p>`:h.group==="framework"?ye(t,e,Ae):r`${t.areas.map(({area:s})=>{let i=e.filter(n=>n.area===s);return i.length===0?d:r`<section data-area=${s}>
          <h2>${s} <span class="dim">${i.length}</span></h2>
          ${i.map(Ae)}
        </section>`})}`}function ee(){if(!m)return void G(fe(X??"Reading the documents…"),R.root);let t=Ne(m);G(r`${Ce(m)} ${q?r`<div class="notice" role="status">${q}</div>`:d}
      <div class="body readiness">
        ${Pe(m)} ${Ie(m,t.length)} ${Be(m,t)} ${be(m.approvals,f)}
        <section>
          <h2>Read for this</h2>
          <p>${m.documents.map((e,s)=>r`${s>0?" · ":""}${x(e.place,f,e.place.path)} <span class="dim">${e.kind}</span>`)}</p>
          <p class="dim">${m.disclaimer}</p>
        </section>
      </div>`,R.root)}R.begin(t=>{t.type==="shown"?(m=t.value,we(),q=void 0,X=void 0):t.type==="stale"?q=t.message:(m=void 0,X=t.message),ee()});ee();

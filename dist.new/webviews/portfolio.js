var W=globalThis,Y=t=>t,H=W.trustedTypes,ee=H?H.createPolicy("lit-html",{createHTML:t=>t}):void 0,oe="$lit$",y=`lit$${Math.random().toFixed(9).slice(2)}$`,le="?"+y,fe=`<${le}>`,_=document,k=()=>_.createComment(""),M=t=>t===null||typeof t!="object"&&typeof t!="function",z=Array.isArray,ye=t=>z(t)||typeof t?.[Symbol.iterator]=="function",G=`[ 	
\f\r]`,T=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,te=/-->/g,ne=/>/g,A=RegExp(`>|${G}(?:([^\\s"'>=/]+)(${G}*=${G}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),se=/'/g,ie=/"/g,ae=/^(?:script|style|textarea|title)$/i,K=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),l=K(1),de=K(2),Re=K(3),N=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),re=new WeakMap,b=_.createTreeWalker(_,129);function ce(t,e){if(!z(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return ee!==void 0?ee.createHTML(e):e}var ve=(t,e)=>{let n=t.length-1,s=[],i,r=e===2?"<svg>":e===3?"<math>":"",o=T;for(let g=0;g<n;g++){let a=t[g],h,p,c=-1,$=0;for(;$<a.length&&(o.lastIndex=$,p=o.exec(a),p!==null);)$=o.lastIndex,o===T?p[1]==="!--"?o=te:p[1]!==void 0?o=ne:p[2]!==void 0?(ae.test(p[2])&&(i=RegExp("</"+p[2],"g")),o=A):p[3]!==void 0&&(o=A):o===A?p[0]===">"?(o=i??T,c=-1):p[1]===void 0?c=-2:(c=o.lastIndex-p[2].length,h=p[1],o=p[3]===void 0?A:p[3]==='"'?ie:se):o===ie||o===se?o=A:o===te||o===ne?o=T:(o=A,i=void 0);let f=o===A&&t[g+1].startsWith("/>")?" ":"";r+=o===T?a+fe:c>=0?(s.push(h),a.slice(0,c)+oe+a.slice(c)+y+f):a+y+(c===-2?g:f)}return[ce(t,r+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]},R=class t{constructor({strings:e,_$litType$:n},s){let i;this.parts=[];let r=0,o=0,g=e.length-1,a=this.parts,[h,p]=ve(e,n);if(this.el=t.createElement(h,s),b.currentNode=this.el.content,n===2||n===3){let c=this.el.content.firstChild;c.replaceWith(...c.childNodes)}for(;(i=b.nextNode())!==null&&a.length<g;){if(i.nodeType===1){if(i.hasAttributes())for(let c of i.getAttributeNames())if(c.endsWith(oe)){let $=p[o++],f=i.getAttribute(c).split(y),E=/([.?@])?(.*)/.exec($);a.push({type:1,index:r,name:E[2],strings:f,ctor:E[1]==="."?q:E[1]==="?"?B:E[1]==="@"?F:x}),i.removeAttribute(c)}else c.startsWith(y)&&(a.push({type:6,index:r}),i.removeAttribute(c));if(ae.test(i.tagName)){let c=i.textContent.split(y),$=c.length-1;if($>0){i.textContent=H?H.emptyScript:"";for(let f=0;f<$;f++)i.append(c[f],k()),b.nextNode(),a.push({type:2,index:++r});i.append(c[$],k())}}}else if(i.nodeType===8)if(i.data===le)a.push({type:2,index:r});else{let c=-1;for(;(c=i.data.indexOf(y,c+1))!==-1;)a.push({type:7,index:r}),c+=y.length-1}r++}}static createElement(e,n){let s=_.createElement("template");return s.innerHTML=e,s}};function w(t,e,n=t,s){if(e===N)return e;let i=s!==void 0?n._$Co?.[s]:n._$Cl,r=M(e)?void 0:e._$litDirective$;return i?.constructor!==r&&(i?._$AO?.(!1),r===void 0?i=void 0:(i=new r(t),i._$AT(t,n,s)),s!==void 0?(n._$Co??=[])[s]=i:n._$Cl=i),i!==void 0&&(e=w(t,i._$AS(t,e.values),i,s)),e}var j=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:s}=this._$AD,i=(e?.creationScope??_).importNode(n,!0);b.currentNode=i;let r=b.nextNode(),o=0,g=0,a=s[0];for(;a!==void 0;){if(o===a.index){let h;a.type===2?h=new C(r,r.nextSibling,this,e):a.type===1?h=new a.ctor(r,a.name,a.strings,this,e):a.type===6&&(h=new U(r,this,e)),this._$AV.push(h),a=s[++g]}o!==a?.index&&(r=b.nextNode(),o++)}return b.currentNode=_,i}p(e){let n=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,n),n+=s.strings.length-2):s._$AI(e[n])),n++}},C=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,s,i){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=s,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=w(this,e,n),M(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==N&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):ye(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&M(this._$AH)?this._$AA.nextSibling.data=e:this.T(_.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:s}=e,i=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=R.createElement(ce(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===i)this._$AH.p(n);else{let r=new j(i,this),o=r.u(this.options);r.p(n),this.T(o),this._$AH=r}}_$AC(e){let n=re.get(e.strings);return n===void 0&&re.set(e.strings,n=new R(e)),n}k(e){z(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,s,i=0;for(let r of e)i===n.length?n.push(s=new t(this.O(k()),this.O(k()),this,this.options)):s=n[i],s._$AI(r),i++;i<n.length&&(this._$AR(s&&s._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let s=Y(e).nextSibling;Y(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},x=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,s,i,r){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=r,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=d}_$AI(e,n=this,s,i){let r=this.strings,o=!1;if(r===void 0)e=w(this,e,n,0),o=!M(e)||e!==this._$AH&&e!==N,o&&(this._$AH=e);else{let g=e,a,h;for(e=r[0],a=0;a<r.length-1;a++)h=w(this,g[s+a],n,a),h===N&&(h=this._$AH[a]),o||=!M(h)||h!==this._$AH[a],h===d?e=d:e!==d&&(e+=(h??"")+r[a+1]),this._$AH[a]=h}o&&!i&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},q=class extends x{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}},B=class extends x{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}},F=class extends x{constructor(e,n,s,i,r){super(e,n,s,i,r),this.type=5}_$AI(e,n=this){if((e=w(this,e,n,0)??d)===N)return;let s=this._$AH,i=e===d&&s!==d||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,r=e!==d&&(s===d||i);i&&this.element.removeEventListener(this.name,this,s),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},U=class{constructor(e,n,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){w(this,e)}};var Ae=W.litHtmlPolyfillSupport;Ae?.(R,C),(W.litHtmlVersions??=[]).push("3.3.3");var Q=(t,e,n)=>{let s=n?.renderBefore??e,i=s._$litPart$;if(i===void 0){let r=n?.renderBefore??null;s._$litPart$=i=new C(e.insertBefore(k(),r),r,void 0,n??{})}return i._$AI(t),i};function be(t,e){return typeof t!="object"||t===null||!("type"in t)||typeof t.type!="string"||!e.includes(t.type)?!1:"value"in t?typeof t.value=="object"&&t.value!==null:!("message"in t)||typeof t.message=="string"}function he(t){let e=acquireVsCodeApi(),n=i=>e.postMessage({type:"failed",message:i});window.addEventListener("error",i=>n(i.message)),window.addEventListener("unhandledrejection",i=>n(i.reason instanceof Error?i.reason.message:String(i.reason)));let s=document.getElementById("app");return{root:s,send:i=>e.postMessage(i),state:()=>e.getState(),keep:i=>e.setState(i),begin(i){window.addEventListener("message",({data:r})=>{be(r,t)&&(s.removeAttribute("aria-busy"),i(r))}),e.postMessage({type:"ready"})}}}var _e='script, foreignObject, iframe, image, use[href^="http"], a';function pe(t){let{svg:e,css:n}=we(t),s=new DOMParser().parseFromString(e,"image/svg+xml"),i=s.documentElement;if(i.localName!=="svg"||s.querySelector("parsererror"))return;for(let o of i.querySelectorAll(_e))o.remove();for(let o of[i,...i.querySelectorAll("*")])for(let g of o.getAttributeNames())(g.startsWith("on")||g==="style")&&o.removeAttribute(g);for(let o of i.querySelectorAll("style"))o.remove();let{dataset:r}=document.documentElement;if(n!==r.pictureSheet){let o=new CSSStyleSheet;o.replaceSync(n),document.adoptedStyleSheets=[o],r.pictureSheet=n}return document.adoptNode(i)}function we(t){let e=t.indexOf("<style"),n=e===-1?-1:t.indexOf(">",e),s=n===-1?-1:t.indexOf("</style>",n);return s===-1?{svg:t,css:""}:{svg:t.slice(0,e)+t.slice(s+8),css:t.slice(n+1,s).replaceAll("&gt;",">").replaceAll("&lt;","<").replaceAll("&amp;","&")}}var m=(t,e)=>`${t} ${e}${t===1?"":"s"}`;var D=(t,e,n)=>l`<button class="link" title="Open ${t.path}, line ${t.range.start.line+1}" @click=${()=>e({type:"open",place:t})}>
    ${n??`${t.path}:${t.range.start.line+1}`}
  </button>`,ue=(t,e)=>l`<button class="link" title="Explain ${t}" @click=${()=>e({type:"explain",rule:t})}>${t}</button>`;function V(t,e){let n=0,s=t.map(({share:i,className:r})=>{let o=n;return n+=i,de`<rect class="fill ${r}" x=${o*100} y="0" width=${Math.max(0,i)*100} height="10"></rect>`});return l`<div class="meter" role="img" aria-label=${e} title=${e}><svg viewBox="0 0 100 10" preserveAspectRatio="none">${s}</svg></div>`}function ge(t,...e){let n=e.join(" ").toLowerCase();return t.toLowerCase().split(/\s+/).every(s=>n.includes(s))}var $e=t=>l`<div class="empty">${t}</div>`;var P=he(["shown","trend","stale","nothing"]),{send:S}=P,me=t=>t??"–",O=[{id:"name",title:"Model",key:t=>t.name,cell:t=>l`${D(t.place,S,t.title)}${t.hasManifest?d:l` <span class="pill missing">no manifest</span>`}`},{id:"tier",title:"Tier",key:t=>t.tier,cell:t=>t.tier===null?l`<span class="error">none</span>`:String(t.tier),numeric:!0},{id:"stage",title:"Stage",key:t=>t.stage,cell:t=>me(t.stage)},{id:"owner",title:"Owner",key:t=>t.owner,cell:t=>t.owner===null?l`<span class="error">none</span>`:t.owner},{id:"reference",title:"Architecture",key:t=>t.reference,cell:t=>l`<button class="link" @click=${()=>S({type:"architecture",uri:t.place.uri})}>${t.reference??"preview"}</button>`},{id:"readiness",title:"Readiness",key:t=>t.readiness.percent,cell:t=>{let{percent:e,ready:n,open:s}=t.readiness,i=e===null?"not known":n?"ready":`${Math.round(e)} %, ${s} open`;return l`<button class="link" title="Open the readiness checklist" @click=${()=>S({type:"readiness",uri:t.place.uri})}>${i}</button>
        ${e===null?d:V([{share:e/100,className:"passed"}],i)}`}},{id:"score",title:"Test score",key:t=>t.testScore,cell:t=>String(t.testScore),numeric:!0},{id:"findings",title:"Findings",key:t=>t.findings.error*1e3+t.findings.warning,cell:t=>l`<span class=${t.findings.error>0?"error":""}>${m(t.findings.error,"error")}</span>,
        ${m(t.findings.warning,"warning")}${t.contradictions>0?l`, <span class="error">${m(t.contradictions,"contradiction")}</span>`:d}`},{id:"review",title:"Reviewed",key:t=>t.lastReviewed,cell:t=>l`${me(t.lastReviewed)}${t.reviewOverdue?l` <span class="pill missing">overdue</span>`:d}${t.staleApprovals>0?l` <span class="pill waived" title="Approvals whose subject has changed">${t.staleApprovals} stale</span>`:d}`},{id:"waivers",title:"Waivers",key:t=>Math.min(...t.waivers.map(e=>e.daysLeft??9999),t.waivers.length>0?9999:99999),cell:t=>t.waivers.length===0?"–":l`${t.waivers.map(e=>l`<div>${D(e.place,S,e.rule)} <span class=${(e.daysLeft??99)<30?"warning":"dim"}>${e.daysLeft===null?"no end":e.daysLeft<0?"expired":`${e.daysLeft} d`}</span></div>`)}`}],u={query:"",tier:"",sort:"tier",descending:!1,metric:null,...P.state()},v,J=[],I,Z;function L(t){u={...u,...t},P.keep(u),X()}function xe({models:t}){let e=O.find(({id:s})=>s===u.sort)??O[0];return t.filter(s=>(u.tier===""||String(s.tier)===u.tier)&&ge(u.query,s.name,s.title,s.owner,s.stage,s.reference,s.documents.map(i=>i.title).join(" "))).toSorted((s,i)=>{let[r,o]=[e.key(s),e.key(i)];return r===o?s.name<i.name?-1:1:r===null?1:o===null?-1:(r<o?-1:1)*(u.descending?-1:1)})}function Se(t){let e=xe(t);return l`<section>
    <div class="tools" role="search">
      <input
        type="search"
        placeholder="Search models, owners, stages"
        aria-label="Search models"
        .value=${u.query}
        @input=${n=>L({query:n.target.value})}
      />
      <div class="tabs" role="group" aria-label="Filter by tier">
        ${["","1","2","3","4"].map(n=>l`<button aria-pressed=${String(u.tier===n)} @click=${()=>L({tier:n})}>${n===""?"All tiers":`Tier ${n}`}</button>`)}
      </div>
    </div>
    ${e.length===0?l`<p class="dim">No model fits.</p>`:l`<div class="scroll">
            <table>
              <thead>
                <tr>
                  ${O.map(({id:n,title:s,numeric:i})=>{let r=u.sort===n;return l`<th class=${i?"number":""} aria-sort=${r?u.descending?"descending":"ascending":"none"}>
                      <button class="quiet" @click=${()=>L({sort:n,descending:r&&!u.descending})}>
                        ${s}${r?u.descending?" ↓":" ↑":""}
                      </button>
                    </th>`})}
                </tr>
              </thead>
              <tbody>
                ${e.map(n=>l`<tr>
                      ${O.map(({cell:s,numeric:i})=>l`<td class=${i?"number":""}>${s(n)}</td>`)}
                    </tr>`)}
              </tbody>
            </table>
          </div>`}
  </section>`}function Pe(t){let e=u.metric===t.id,n=t.met===null?"dim":t.met?"good":"error";return l`<button class="card metric" aria-expanded=${String(e)} @click=${()=>L({metric:e?null:t.id})}>
    <span class="dim">${t.id} ${t.title}</span>
    <span class="value ${t.number===null?"dim":""}">${t.value}</span>
    <span class=${n}>${t.met===null?"target":t.met?"✔ target":"✖ target"} ${t.target}</span>
    ${t.coverage===null?d:l`<span class="dim">known of ${Math.round(t.coverage)} % of the models</span>`}
  </button>`}function Te({metrics:t}){let e=t.find(({id:n})=>n===u.metric);return l`<section>
    <h2>Key figures</h2>
    <p class="dim">What is not known is never counted as met. Choose one for its formula and inputs.</p>
    <div class="cards">${t.map(Pe)}</div>
    ${e?l`<div class="card wide" role="region" aria-label=${e.title}>
            <h3>${e.id} ${e.title}: ${e.value}</h3>
            <p><strong>Formula</strong> ${e.formula}</p>
            <p>
              <strong>Inputs</strong> ${e.inputs.length===0?"none":l`<ul>
                      ${e.inputs.map(n=>l`<li>${n}</li>`)}
                    </ul>`}
            </p>
            ${e.unknown.length>0?l`<p><strong>Not known of</strong> ${e.unknown.join(", ")}</p>`:d}
            ${e.note?l`<p class="dim">${e.note}</p>`:d}
          </div>`:d}
  </section>`}function ke({title:t,note:e,points:n,folder:s},i){let r=J.length>1?`, ${decodeURIComponent(s.slice(s.lastIndexOf("/")+1))}`:"";return l`<div class="card wide">
    <h2>${t}${r}</h2>
    ${i??d}
    <details>
      <summary>Figures</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Day</th>
              <th>State</th>
              <th class="number">Required closed</th>
              <th class="number">Documented</th>
              <th class="number">Ready</th>
              <th class="number">Errors</th>
            </tr>
          </thead>
          <tbody>
            ${n.map(o=>l`<tr>
                  <td>${o.date}</td>
                  <td>${o.revision?.slice(0,8)??"now"}</td>
                  <td class="number">${o.closedPercent===null?"not known":`${o.closedPercent} %`}</td>
                  <td class="number">${o.documented} of ${o.models}</td>
                  <td class="number">${o.ready} of ${o.models}</td>
                  <td class="number">${o.errors}</td>
                </tr>`)}
          </tbody>
        </table>
      </div>
    </details>
    <p class="dim">${e}</p>
  </div>`}function Me({byTier:t,byStage:e,topProblems:n,models:s}){let i=Math.max(1,...n.map(r=>r.findings));return l`<section class="charts">
    <div class="card wide">
      <h2>Readiness by tier</h2>
      <table class="areas">
        <tbody>
          ${t.map(r=>l`<tr>
                <td>${r.tier===null?"no tier":`Tier ${r.tier}`}</td>
                <td class="bar">
                  ${V([{share:(r.averagePercent??0)/100,className:"passed"}],`${r.averagePercent===null?"not known":`${Math.round(r.averagePercent)} % closed on average`}`)}
                </td>
                <td class="dim">${r.averagePercent===null?"–":`${Math.round(r.averagePercent)} %`}, ${r.ready} of ${m(r.models,"model")} ready</td>
              </tr>`)}
        </tbody>
      </table>
      <p class="dim">Stages: ${e.map(r=>`${r.stage} ${r.models}`).join(" · ")}</p>
    </div>
    <div class="card wide">
      <h2>What is missing most</h2>
      ${n.length===0?l`<p class="dim">No finding in ${m(s.length,"model")}.</p>`:l`<table class="areas">
              <tbody>
                ${n.slice(0,8).map(r=>l`<tr>
                      <td>${ue(r.rule,S)}</td>
                      <td class="bar">${V([{share:r.findings/i,className:"missing"}],`${m(r.findings,"finding")} in ${m(r.models,"model")}`)}</td>
                      <td class="number dim">${r.findings}</td>
                    </tr>`)}
              </tbody>
            </table>`}
    </div>
    ${J.map(({trend:r,chart:o})=>ke(r,o))}
  </section>`}function Ne({undocumented:t}){return t.length===0?d:l`<section>
    <h2>Undocumented</h2>
    <table>
      <tbody>
        ${t.map(e=>l`<tr>
              <td>${D(e.place,S,e.title)}</td>
              <td class="dim">${e.kind}</td>
              <td>${e.missing}</td>
            </tr>`)}
      </tbody>
    </table>
  </section>`}function X(){if(!v)return void Q($e(Z??"Reading the workspace…"),P.root);let{models:t,asOf:e}=v,n=t.filter(s=>s.readiness.ready).length;Q(l`<header class="bar">
        <h1>Portfolio</h1>
        <span class="badge">${m(t.length,"model")}</span>
        <span class="pill ${n===t.length?"passed":"waived"}">${n} ready</span>
        <span class="grow"></span>
        <span class="dim">as of ${e}</span>
      </header>
      ${I?l`<div class="notice" role="status">${I}</div>`:d}
      <div class="body">
        ${t.length===0?l`<p class="dim">No model was found in this workspace.</p>`:l`${Me(v)} ${Se(v)} ${Te(v)}`} ${Ne(v)}
      </div>`,P.root)}P.begin(t=>{t.type==="shown"?(v=t.value,I=void 0,Z=void 0):t.type==="trend"?J=t.value.trends.map(e=>({trend:e,chart:pe(e.svg)})):t.type==="stale"?I=t.message:(v=void 0,Z=t.message),X()});X();

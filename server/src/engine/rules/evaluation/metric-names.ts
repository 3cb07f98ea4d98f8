/** A metric's name for comparison: `PR-AUC`, `pr_auc` and `prAuc` are one. */
export const foldMetric = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

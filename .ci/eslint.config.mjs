// ESLint's rules for the scripts of the theme and their tests. Prettier does the formatting.
import js from "@eslint/js";
import regexp from "eslint-plugin-regexp";
import globals from "globals";

const asked = {
  "array-callback-return": "error",
  curly: ["error", "multi-line"],
  "default-case-last": "error",
  eqeqeq: "error",
  // Our rules match control characters and combining marks one by one, as the same rules in Python do.
  "no-control-regex": "off",
  "no-misleading-character-class": "off",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-promise-executor-return": "error",
  "no-self-compare": "error",
  "no-throw-literal": "error",
  "no-unmodified-loop-condition": "error",
  "no-unused-expressions": "error",
  "no-unused-vars": ["error", { varsIgnorePattern: "^_$", ignoreRestSiblings: true }],
  "no-useless-concat": "error",
  "no-useless-rename": "error",
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-arrow-callback": "error",
  "prefer-const": ["error", { destructuring: "all" }],
  "prefer-object-has-own": "error",
  "prefer-template": "error",
  "require-await": "error",
};

// Regular expressions take linear time on any text: no backtracking over the same letters, and no new search from each letter of a
// long run. tests/test_expressions.py requires the same of Python's expressions.
const linear = {
  "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
  "regexp/no-super-linear-move": ["error", { report: "potential" }],
};

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["generator/theme/assets/**/*.js", "generator/exports/offline/*.js"],
    languageOptions: { ecmaVersion: 2025, sourceType: "module", globals: { ...globals.browser, archive: "readonly" } },
    plugins: { regexp },
    rules: { ...js.configs.recommended.rules, ...asked, ...linear },
  },
  {
    files: ["tests/js/**/*.js", ".ci/*.mjs"],
    languageOptions: { ecmaVersion: 2025, sourceType: "module", globals: globals.nodeBuiltin },
    rules: { ...js.configs.recommended.rules, ...asked },
  },
  {
    files: [".ci/*.cjs"],
    languageOptions: { ecmaVersion: 2025, sourceType: "commonjs", globals: globals.node },
    rules: { ...js.configs.recommended.rules, ...asked },
  },
];

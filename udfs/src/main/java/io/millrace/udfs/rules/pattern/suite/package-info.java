/**
 * Cases of pattern matching as neutral JSON: a pattern, events, and what Flink CEP finds in them.
 * For tests, the conformance command and the comparison with Flink CEP.
 */
package io.millrace.udfs.rules.pattern.suite;

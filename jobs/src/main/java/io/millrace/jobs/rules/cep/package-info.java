/**
 * Pattern rules on Flink CEP's own engine: the reference that ours is held against, and what a rule
 * with {@code "engine": "flink-cep"} runs on. Uses internal classes of flink-cep 2.3.0.
 */
package io.millrace.jobs.rules.cep;

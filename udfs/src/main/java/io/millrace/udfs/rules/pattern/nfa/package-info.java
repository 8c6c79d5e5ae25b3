/**
 * Matches sequences of events: an automaton compiled from a pattern, and the partial matches of one
 * key as a value. Knows nothing of rules; events are whatever the caller keeps of them.
 *
 * <p>What matches is what Apache Flink CEP 2.3 finds for the same pattern, which follows "Efficient
 * Pattern Matching over Event Streams" (Agrawal et al., SIGMOD 2008) without its Dewey numbers: a
 * partial match here holds the chain of its own steps, and chains share their beginnings.
 */
package io.millrace.udfs.rules.pattern.nfa;

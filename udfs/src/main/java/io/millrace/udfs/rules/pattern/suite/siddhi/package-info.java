/**
 * Cases of Siddhi 5: queries in SiddhiQL over events, mapped to patterns as far as they mean the
 * same. What Siddhi finds is another language's opinion, not our reference.
 */
package io.millrace.udfs.rules.pattern.suite.siddhi;

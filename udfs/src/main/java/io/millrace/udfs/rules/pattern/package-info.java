/** Rules of kind {@code pattern}: sequences of events of one key. */
package io.millrace.udfs.rules.pattern;

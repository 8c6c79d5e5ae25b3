package io.millrace.udfs.rules.pattern.suite.siddhi;

/**
 * One of the events of an element.
 *
 * @param element its name
 * @param place counted from the first, or from the last
 */
record Reference(String element, int place, boolean fromLast) {}

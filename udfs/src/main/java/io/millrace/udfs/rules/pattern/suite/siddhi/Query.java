package io.millrace.udfs.rules.pattern.suite.siddhi;

import java.util.List;
import java.util.Map;

/**
 * A query.
 *
 * @param streams names of the attributes, by stream
 * @param sequence stages follow at once, or other events may lie between
 * @param within milliseconds, 0 for any time
 * @param select what is told of a match
 */
record Query(
    Map<String, List<String>> streams,
    boolean sequence,
    Element from,
    long within,
    List<Expression> select) {}

package io.millrace.udfs.rules.composite;

/**
 * Alerts of one rule that a composite listens to.
 *
 * @param name under which the condition counts them
 * @param rule whose alerts they are
 * @param listens place of the condition that tells them
 * @param filter place of the condition that they must meet; -1 for none
 * @param suppresses counts against the composite, however long ago it opened
 */
record Input(String name, String rule, int listens, int filter, boolean suppresses) {}

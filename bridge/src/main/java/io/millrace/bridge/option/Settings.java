package io.millrace.bridge.option;

import java.util.TreeMap;

/**
 * Texts by key as one place gives them.
 *
 * @param origin what errors call the place
 * @param command whether the place is the command line, where secrets are refused
 */
record Settings(String origin, boolean command, TreeMap<String, String> texts) {}

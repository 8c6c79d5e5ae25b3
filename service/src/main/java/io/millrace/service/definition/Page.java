package io.millrace.service.definition;

import java.util.List;

/**
 * A stretch of a longer list.
 *
 * @param total how many there are in all
 */
record Page(long total, List<StoredDefinition> items) {}

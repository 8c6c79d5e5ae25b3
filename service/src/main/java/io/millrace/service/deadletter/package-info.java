/**
 * Dead letters as a data set: found and grouped in the index, tried against a mapping without
 * writing, and sent again. The index says which letters there are; their bytes come from it or, of
 * very large ones, from the topic.
 */
package io.millrace.service.deadletter;

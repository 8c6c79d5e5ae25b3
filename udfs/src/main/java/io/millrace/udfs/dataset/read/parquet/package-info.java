/**
 * Parquet files, page by page. Parquet's own library decodes; what it has for files needs Hadoop,
 * holds a row group in memory, and reserves whatever a file says of its sizes. Here only pages are
 * held, and they are bounded.
 */
@NullMarked
package io.millrace.udfs.dataset.read.parquet;

import org.jspecify.annotations.NullMarked;

/** Readers of tables: from the beginning to the end, a row at a time, with bounded memory. */
@NullMarked
package io.millrace.udfs.dataset.read;

import org.jspecify.annotations.NullMarked;

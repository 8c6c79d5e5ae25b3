/** What rows of databases are as plain values. */
@NullMarked
package io.millrace.udfs.dataset.sql;

import org.jspecify.annotations.NullMarked;

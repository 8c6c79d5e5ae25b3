/**
 * Tables as they come in files: which formats there are, what a row is, what a table has. {@code
 * read} reads them; {@code infer} finds keys and what refers to them.
 */
@NullMarked
package io.millrace.udfs.dataset;

import org.jspecify.annotations.NullMarked;

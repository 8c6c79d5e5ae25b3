/**
 * Proposes an ontology and object mappings for tables: what identifies their rows, what refers to
 * what, and how sure that is. Rows are read as a stream, twice where a key of several columns is
 * looked for; what is held of a column has a fixed size.
 */
@NullMarked
package io.millrace.udfs.dataset.infer;

import org.jspecify.annotations.NullMarked;

/** The difference of two versions of an ontology: what each change demands, and what it touches. */
@NullMarked
package io.millrace.udfs.ontology.change;

import org.jspecify.annotations.NullMarked;

/** Reads the document of an ontology, and notes all that is wrong with it. */
@NullMarked
package io.millrace.udfs.ontology.read;

import org.jspecify.annotations.NullMarked;

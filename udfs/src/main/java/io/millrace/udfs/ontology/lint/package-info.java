/** What is wrong, or doubtful, about an ontology's document. */
@NullMarked
package io.millrace.udfs.ontology.lint;

import org.jspecify.annotations.NullMarked;

/** Proposes a mapping from sample messages, with how sure it is of each part and why. */
@NullMarked
package io.millrace.udfs.inference;

import org.jspecify.annotations.NullMarked;

/** What an object mapping asks of other places, and what they answer. */
@NullMarked
package io.millrace.udfs.objectify.join;

import org.jspecify.annotations.NullMarked;

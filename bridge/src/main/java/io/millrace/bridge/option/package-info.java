/** What can be set, from flags, environment and a file. */
@NullMarked
package io.millrace.bridge.option;

import org.jspecify.annotations.NullMarked;

/** The side of HTTP. */
@NullMarked
package io.millrace.bridge.http;

import org.jspecify.annotations.NullMarked;

/** Recorded series and payloads, played again. */
@NullMarked
package io.millrace.local.demo.replay;

import org.jspecify.annotations.NullMarked;

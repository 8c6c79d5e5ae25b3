/** This machine as a set of devices: real readings, every second. */
@NullMarked
package io.millrace.local.demo.machine;

import org.jspecify.annotations.NullMarked;

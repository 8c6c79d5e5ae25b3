/** A plant simulated from a seed, with faults whose times are known. */
@NullMarked
package io.millrace.local.demo.plant;

import org.jspecify.annotations.NullMarked;

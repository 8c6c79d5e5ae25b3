/** The mappings and rules of the demo and how they get to the service. */
@NullMarked
package io.millrace.local.demo.definitions;

import org.jspecify.annotations.NullMarked;

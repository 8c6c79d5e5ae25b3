/** Messages on their way to Kafka: what is sent, at what pace, and what must become of each. */
@NullMarked
package io.millrace.local.demo.message;

import org.jspecify.annotations.NullMarked;

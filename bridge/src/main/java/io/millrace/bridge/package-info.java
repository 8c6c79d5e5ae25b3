/** The process between devices and Kafka: MQTT and HTTP in, commands out. */
@NullMarked
package io.millrace.bridge;

import org.jspecify.annotations.NullMarked;

package io.millrace.bridge.kafka;

/** Where a message stands on {@code device-messages}. */
public record Place(int partition, long offset) {}

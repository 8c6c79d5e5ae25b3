package io.millrace.bridge.mqtt;

/**
 * What is read from the broker, and as whose.
 *
 * @param source header {@code source} of its messages, where the topic does not say
 * @param filter which topics
 * @param topic where the device's id stands in them
 * @param qos the highest that is asked for: 0, 1 or 2
 * @param contentType of messages that do not name theirs; empty for none
 */
record Subscription(
    String source,
    TopicFilter filter,
    TopicPattern topic,
    int qos,
    String contentType,
    Identity identity) {}

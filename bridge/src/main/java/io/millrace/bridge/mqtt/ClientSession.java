package io.millrace.bridge.mqtt;

import java.time.Duration;

/**
 * How a client stands with the broker.
 *
 * @param kept whether the broker keeps subscriptions and messages while the client is away
 * @param expiry how long it does (MQTT 5)
 * @param receiveMaximum messages that the broker may send ahead of their acknowledgement (MQTT 5)
 */
record ClientSession(String clientId, boolean kept, Duration expiry, int receiveMaximum) {}

package io.millrace.local.demo;

/**
 * Where the servers of the stack listen. URLs have no slash at the end.
 *
 * @param kafkaBootstrap {@code host:port}
 * @param registryUrl base of the registry's Confluent API
 */
public record DemoEndpoints(
    String kafkaBootstrap,
    String registryUrl,
    String serviceUrl,
    String flinkUrl,
    String elasticsearchUrl) {}

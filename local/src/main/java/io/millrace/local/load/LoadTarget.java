package io.millrace.local.load;

import io.millrace.local.api.ServiceApi;

/**
 * Where to load to.
 *
 * @param kafka bootstrap servers
 * @param registry Confluent API of the schema registry
 */
record LoadTarget(ServiceApi service, String kafka, String registry) {}

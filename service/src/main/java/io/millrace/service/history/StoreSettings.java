package io.millrace.service.history;

import io.millrace.store.StoreLocation;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the event store is; the environment variables are {@code MILLRACE_STORE_ROOT}, {@code
 * MILLRACE_STORE_ENDPOINT} and so on.
 *
 * @param root {@code s3://BUCKET/PREFIX} or {@code file:///FOLDER}, as the event store job has it;
 *     null for none: then there are the events that Kafka still has
 * @param endpoint of an S3 server other than Amazon's
 * @param accessKey null for what the environment has, as for Amazon's own tools
 */
@ConfigurationProperties("millrace.store")
public record StoreSettings(
    @Nullable String root,
    @Nullable URI endpoint,
    @Nullable String region,
    @Nullable String accessKey,
    @Nullable String secretKey) {

  @Nullable StoreLocation location() {
    return root == null || root.isBlank()
        ? null
        : new StoreLocation(root, endpoint, region, accessKey, secretKey);
  }

  /** Without the keys, for a record would print them. */
  @Override
  public String toString() {
    return "StoreSettings[root=" + root + ", endpoint=" + endpoint + "]";
  }
}

package io.millrace.store;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Where an event store is.
 *
 * @param root {@code s3://BUCKET/PREFIX}, {@code file:///FOLDER} or the path of a folder
 * @param endpoint of a server other than Amazon's; null for that one
 * @param region null for the one of the environment
 * @param accessKey null for what the environment has (Amazon's default chain)
 */
public record StoreLocation(
    String root,
    @Nullable URI endpoint,
    @Nullable String region,
    @Nullable String accessKey,
    @Nullable String secretKey) {

  /** A folder. */
  public static StoreLocation folder(Path folder) {
    return new StoreLocation(folder.toUri().toString(), null, null, null, null);
  }

  /**
   * Opens it; nothing is asked of a server before the first use.
   *
   * @throws IllegalArgumentException where the root is none of the three forms
   */
  public ObjectStore open() {
    if (root.startsWith("s3://")) {
      URI uri = URI.create(root);
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("'" + root + "' names no bucket: s3://BUCKET/PREFIX");
      }
      String path = uri.getPath().replaceAll("^/+|/+$", "");
      return new S3Store(client(), uri.getHost(), path.isEmpty() ? "" : path + "/");
    }
    if (root.startsWith("file:")) {
      return new FolderStore(Path.of(URI.create(root)));
    }
    if (root.contains("://")) {
      throw new IllegalArgumentException("'" + root + "' is neither s3://, file:// nor a folder");
    }
    return new FolderStore(Path.of(root));
  }

  private S3Client client() {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .forcePathStyle(endpoint != null);
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (region != null) {
      builder.region(Region.of(region));
    }
    if (accessKey != null && secretKey != null) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }
    return builder.build();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return endpoint == null ? root : root + " at " + endpoint;
  }
}

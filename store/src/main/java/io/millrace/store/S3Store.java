package io.millrace.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of any server that speaks S3, below a prefix. */
final class S3Store implements ObjectStore {
  /** Larger files are stored in parts of this size. */
  static final long PART_BYTES = 16L << 20;

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  private S3Store(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * Whoever uses folders alone needs no class of Amazon's: they are named here and nowhere else.
   *
   * @param prefix empty, or ends with a slash
   */
  static S3Store open(StoreLocation location, String bucket, String prefix) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .forcePathStyle(location.endpoint() != null);
    if (location.endpoint() != null) {
      builder.endpointOverride(location.endpoint());
    }
    if (location.region() != null) {
      builder.region(Region.of(location.region()));
    }
    if (location.accessKey() != null && location.secretKey() != null) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(location.accessKey(), location.secretKey())));
    }
    return new S3Store(builder.build(), bucket, prefix);
  }

  @Override
  public List<Entry> list(String names) throws IOException {
    try {
      return client
          .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + names))
          .contents()
          .stream()
          .filter(file -> !file.key().endsWith("/"))
          .map(this::entry)
          .sorted(Comparator.comparing(Entry::name))
          .toList();
    } catch (SdkException e) {
      throw failed("list", names, e);
    }
  }

  private Entry entry(S3Object file) {
    return new Entry(file.key().substring(prefix.length()), file.size());
  }

  @Override
  public InputStream read(String name, long from) throws IOException {
    try {
      return client.getObject(
          request -> {
            request.bucket(bucket).key(prefix + name);
            if (from > 0) {
              request.range("bytes=" + from + "-");
            }
          });
    } catch (NoSuchKeyException e) {
      throw (FileNotFoundException) new FileNotFoundException(name).initCause(e);
    } catch (SdkException e) {
      throw failed("read", name, e);
    }
  }

  @Override
  public void write(String name, Path file) throws IOException {
    try {
      if (Files.size(file) > PART_BYTES) {
        new MultipartUpload(client, bucket, prefix + name, PART_BYTES).run(file);
        return;
      }
      client.putObject(
          request -> request.bucket(bucket).key(prefix + name), RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw failed("write", name, e);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      client.deleteObject(request -> request.bucket(bucket).key(prefix + name));
    } catch (SdkException e) {
      throw failed("delete", name, e);
    }
  }

  private IOException failed(String what, String name, SdkException e) {
    return new IOException(
        "Cannot " + what + " s3://" + bucket + "/" + prefix + name + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    client.close();
  }
}

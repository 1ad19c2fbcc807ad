package io.deploytrail.cli.trail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The bytes of one version of an object.
///
/// When the connection breaks, it goes on where it was (`Range`), and only if the object is still
/// the same (`If-Match`): else it ends with an [UnreadableObjectException].
final class ObjectStream extends InputStream {
  private static final int MOST_BREAKS = 5;
  private static final int NO_SUCH_RANGE = 416;

  private final Buckets buckets;
  private final S3Address address;
  private final String eTag;
  private final long length;
  private ResponseInputStream<GetObjectResponse> body;
  private long position;
  private int breaks;

  private ObjectStream(
      Buckets buckets, S3Address address, ResponseInputStream<GetObjectResponse> body) {
    this.buckets = buckets;
    this.address = address;
    this.body = body;
    this.eTag = body.response().eTag();
    this.length = body.response().contentLength();
  }

  static ObjectStream open(Buckets buckets, S3Address address) throws IOException {
    var body = get(buckets, request(address).build());
    if (body.response().contentLength() == null || body.response().eTag() == null) {
      body.abort();
      throw new UnreadableObjectException("its length and ETag were expected, and did not come");
    }
    return new ObjectStream(buckets, address, body);
  }

  /// Its first bytes, so many or all of it.
  static byte[] start(Buckets buckets, S3Address address, int length) throws IOException {
    var range = request(address).range("bytes=0-" + (length - 1)).build();
    try (var body = buckets.client().getObject(range)) {
      var start = body.readNBytes(length);
      if (body.response().contentLength() == null || body.response().contentLength() > length) {
        // Closing would read the rest.
        body.abort();
      }
      return start;
    } catch (S3Exception e) {
      if (e.statusCode() == NO_SUCH_RANGE) {
        // It is empty.
        return new byte[0];
      }
      throw UnreadableObjectException.of(e);
    } catch (SdkException e) {
      throw UnreadableObjectException.of(e);
    }
  }

  private static GetObjectRequest.Builder request(S3Address address) {
    return GetObjectRequest.builder().bucket(address.bucket()).key(address.key());
  }

  private static ResponseInputStream<GetObjectResponse> get(
      Buckets buckets, GetObjectRequest request) throws IOException {
    try {
      return buckets.client().getObject(request);
    } catch (SdkException e) {
      throw UnreadableObjectException.of(e);
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    while (true) {
      try {
        var read = body.read(buffer, offset, count);
        if (read >= 0) {
          position += read;
          return read;
        }
        if (position == length) {
          return -1;
        }
        goOn(new EOFException("the connection ended early"));
      } catch (UnreadableObjectException e) {
        throw e;
      } catch (IOException e) {
        goOn(e);
      } catch (SdkException e) {
        if (position == length) {
          // The whole has another checksum than the object.
          throw new UnreadableObjectException(String.valueOf(e.getMessage()), e);
        }
        goOn(new IOException(e));
      }
    }
  }

  private void goOn(IOException broken) throws IOException {
    body.abort();
    breaks++;
    if (breaks > MOST_BREAKS) {
      throw new UnreadableObjectException(
          "the connection broke %d times, at last after %d of %d bytes: %s"
              .formatted(breaks, position, length, broken),
          broken);
    }
    var rest = "bytes=" + position + "-";
    body = get(buckets, request(address).range(rest).ifMatch(eTag).build());
    var range = String.valueOf(body.response().contentRange());
    if (!range.startsWith("bytes " + position + "-")) {
      body.abort();
      throw new UnreadableObjectException("S3 gave " + range + " for " + rest, broken);
    }
  }

  @Override
  public void close() throws IOException {
    if (position < length) {
      // Closing would read the rest.
      body.abort();
      return;
    }
    body.close();
  }
}

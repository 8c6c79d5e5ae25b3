package io.millrace.service.web;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.service.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over 1 MiB, by their announced length or, without one, while they are read. Files
 * of data sets have a limit of their own, as they are not held in memory.
 */
@Component
final class BodyLimit extends OncePerRequestFilter {
  private static final int LIMIT = 1 << 20;
  private static final String DETAIL = "A body may have " + LIMIT + " bytes";
  private static final Pattern FILES = Pattern.compile("/api/v1/datasets/[^/]+/versions");
  private final ProblemWriter writer;

  BodyLimit(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return FILES.matcher(request.getRequestURI()).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LIMIT) {
      writer.write(request, response, ProblemCode.BODY_TOO_LARGE, DETAIL, Map.of());
      return;
    }
    chain.doFilter(new Limited(request), response);
  }

  private static final class Limited extends HttpServletRequestWrapper {
    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedStream(super.getInputStream());
    }
  }

  private static final class LimitedStream extends ServletInputStream {
    private final ServletInputStream in;
    private long read;

    LimitedStream(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      return next < 0 ? next : (int) count(1, next);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = in.read(into, offset, length);
      return got < 0 ? got : (int) count(got, got);
    }

    private long count(int bytes, int result) {
      read += bytes;
      if (read > LIMIT) {
        throw new ProblemException(ProblemCode.BODY_TOO_LARGE, DETAIL);
      }
      return result;
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}

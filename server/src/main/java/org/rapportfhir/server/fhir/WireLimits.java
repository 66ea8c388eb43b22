package org.rapportfhir.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what HAPI should never see: bodies of more bytes than any clinical bundle needs, before
 * and while they are read, text that {@link TextCheck} refuses, and queries that can't be decoded.
 */
final class WireLimits extends OncePerRequestFilter {
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final FhirContext fhir;
  private final long maxBytes;

  WireLimits(FhirContext fhir, long maxBytes) {
    this.fhir = fhir;
    this.maxBytes = maxBytes;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String query = request.getQueryString();
    if (request.getContentLengthLong() > maxBytes) {
      refuse(response, FhirError.BODY_TOO_LARGE);
    } else if (query != null && BROKEN_ESCAPE.matcher(query).find()) {
      refuse(response, FhirError.BAD_CHARACTERS);
    } else {
      chain.doFilter(new LimitedRequest(request), response);
    }
  }

  private void refuse(HttpServletResponse response, FhirError error) throws IOException {
    response.setStatus(error.status());
    response.setContentType(Outcomes.CONTENT_TYPE);
    response.getWriter().write(Outcomes.json(error, fhir));
  }

  private final class LimitedRequest extends HttpServletRequestWrapper {
    LimitedRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedStream(super.getInputStream(), checkFor(getContentType()));
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    /** Null for what isn't FHIR's text: pictures, documents, forms. */
    private @Nullable TextCheck checkFor(@Nullable String contentType) {
      String type = MediaTypes.withoutParameters(contentType);
      boolean json = type.contains("json");
      return json || type.contains("xml") ? new TextCheck(json) : null;
    }
  }

  private final class LimitedStream extends ServletInputStream {
    private final ServletInputStream stream;
    private final @Nullable TextCheck text;
    private long left = maxBytes;

    LimitedStream(ServletInputStream stream, @Nullable TextCheck text) {
      this.stream = stream;
      this.text = text;
    }

    @Override
    public int read() throws IOException {
      int next = stream.read();
      count(next < 0 ? 0 : 1);
      if (text != null) {
        if (next < 0) {
          text.end();
        } else {
          text.next(next);
        }
      }
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = stream.read(buffer, offset, length);
      count(Math.max(read, 0));
      if (text != null) {
        check(text, buffer, offset, read);
      }
      return read;
    }

    private void check(TextCheck text, byte[] buffer, int offset, int read) {
      for (int i = offset; i < offset + read; i++) {
        text.next(buffer[i] & 0xFF);
      }
      if (read < 0) {
        text.end();
      }
    }

    private void count(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw FhirError.BODY_TOO_LARGE.refusal();
      }
    }

    @Override
    public boolean isFinished() {
      return stream.isFinished();
    }

    @Override
    public boolean isReady() {
      return stream.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      stream.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}

package org.rapportfhir.server.visit;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** The signalling socket, open to our own pages only. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SignalConfiguration implements WebSocketConfigurer {
  private static final int MAX_MESSAGE = 256 * 1024;
  private static final long IDLE_MILLIS = 45_000;

  private final SignalHandler handler;
  private final RapportSettings settings;

  SignalConfiguration(SignalHandler handler, RapportSettings settings) {
    this.handler = handler;
    this.settings = settings;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry
        .addHandler(handler, "/join/{token}/signal")
        .addInterceptors(new TakesDeviceAlong())
        .setAllowedOrigins(settings.baseUrl().toString());
  }

  @Bean
  static ServletServerContainerFactoryBean webSocketContainer() {
    var container = new ServletServerContainerFactoryBean();
    container.setMaxTextMessageBufferSize(MAX_MESSAGE);
    container.setMaxSessionIdleTimeout(IDLE_MILLIS);
    return container;
  }

  /** The cookie is only to be had during the handshake. */
  private static final class TakesDeviceAlong implements HandshakeInterceptor {
    @Override
    public boolean beforeHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        Map<String, Object> attributes) {
      if (request instanceof ServletServerHttpRequest servlet) {
        String device = JoinController.deviceOf(servlet.getServletRequest());
        if (device != null) {
          attributes.put(SignalHandler.DEVICE, device);
        }
      }
      return true;
    }

    @Override
    public void afterHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        @Nullable Exception failure) {
      // Nothing is left to do.
    }
  }
}

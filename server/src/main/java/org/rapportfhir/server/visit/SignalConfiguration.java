package org.rapportfhir.server.visit;

import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** The signalling socket, open to our own pages only. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SignalConfiguration implements WebSocketConfigurer {
  /** In characters or bytes. Each socket keeps both buffers; a longer message comes in parts. */
  private static final int BUFFER = 4 * 1024;

  private static final long IDLE_MILLIS = 45_000;

  private final SignalHandler handler;
  private final SignalHandshake handshake;
  private final RapportSettings settings;

  SignalConfiguration(SignalHandler handler, SignalHandshake handshake, RapportSettings settings) {
    this.handler = handler;
    this.handshake = handshake;
    this.settings = settings;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry
        .addHandler(handler, "/join/{token}/signal")
        .setHandshakeHandler(new WithoutCompression())
        .addInterceptors(handshake)
        .setAllowedOrigins(settings.baseUrl().toString());
  }

  @Bean
  static ServletServerContainerFactoryBean webSocketContainer() {
    var container = new ServletServerContainerFactoryBean();
    container.setMaxTextMessageBufferSize(BUFFER);
    container.setMaxBinaryMessageBufferSize(BUFFER);
    container.setMaxSessionIdleTimeout(IDLE_MILLIS);
    return container;
  }
}

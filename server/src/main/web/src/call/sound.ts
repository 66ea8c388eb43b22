/** Short tones made by the browser itself; no file, nothing to load. */
export class Chime {
  private context: AudioContext | null = null;

  /** Call it in a click: only then may a page make sound later. */
  unlock(): void {
    this.context ??= new AudioContext();
    void this.context.resume();
  }

  /** Two soft notes, half a second. */
  play(): void {
    if (!this.context || this.context.state !== "running") return;
    ring(this.context, this.context.destination);
  }

  /** Plays through the chosen speaker and resolves when it is over. */
  async test(speakerId?: string): Promise<void> {
    this.unlock();
    const context = this.context as AudioContext;
    const out = context.createMediaStreamDestination();
    const audio = new Audio();
    audio.srcObject = out.stream;
    if (speakerId && "setSinkId" in audio) await audio.setSinkId(speakerId).catch(() => {});
    await audio.play();
    ring(context, out);
    await new Promise((done) => setTimeout(done, 900));
    audio.srcObject = null;
  }
}

function ring(context: AudioContext, out: AudioNode): void {
  [523.25, 659.25].forEach((frequency, n) => {
    const start = context.currentTime + n * 0.22;
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.12, start + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(gain).connect(out);
    tone.start(start);
    tone.stop(start + 0.55);
  });
}

/** Loudness of a microphone, 0 to 1, ten times a second, until stopped. */
export function meter(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = window.setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, s) => sum + s * s, 0) / samples.length;
    tell(Math.min(1, Math.sqrt(power) * 6));
  }, 100);
  return () => {
    window.clearInterval(timer);
    void context.close();
  };
}

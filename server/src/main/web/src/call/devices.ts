/** Why a device cannot be used. */
export type DeviceProblem = "blocked" | "busy" | "none" | "failed";

export interface Opened {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  audioProblem: DeviceProblem | null;
  videoProblem: DeviceProblem | null;
}

export interface Wish {
  cameraId?: string | undefined;
  microphoneId?: string | undefined;
}

type UserMedia = Pick<MediaDevices, "getUserMedia">;

/** Asks for camera and microphone together; when that fails, for each alone, so that one is enough. */
export async function openDevices(media: UserMedia, wish: Wish = {}): Promise<Opened> {
  try {
    const both = await media.getUserMedia({ audio: microphone(wish), video: camera(wish) });
    return {
      audio: both.getAudioTracks()[0] ?? null,
      video: both.getVideoTracks()[0] ?? null,
      audioProblem: null,
      videoProblem: null,
    };
  } catch {
    const audio = await one(() => media.getUserMedia({ audio: microphone(wish) }));
    const video = await one(() => media.getUserMedia({ video: camera(wish) }));
    return {
      audio: audio.track,
      video: video.track,
      audioProblem: audio.problem,
      videoProblem: video.problem,
    };
  }
}

/** Opens one device, for instance another camera. */
export async function openOne(
  media: UserMedia,
  kind: "audio" | "video",
  wish: Wish,
): Promise<{ track: MediaStreamTrack | null; problem: DeviceProblem | null }> {
  return one(() =>
    media.getUserMedia(kind === "audio" ? { audio: microphone(wish) } : { video: camera(wish) }),
  );
}

async function one(
  ask: () => Promise<MediaStream>,
): Promise<{ track: MediaStreamTrack | null; problem: DeviceProblem | null }> {
  try {
    return { track: (await ask()).getTracks()[0] ?? null, problem: null };
  } catch (cause) {
    return { track: null, problem: deviceProblem(cause) };
  }
}

/** Browsers tell the reason only by the error's name. */
export function deviceProblem(cause: unknown): DeviceProblem {
  const name = (cause as { name?: unknown } | null)?.name;
  if (name === "NotAllowedError" || name === "SecurityError") return "blocked";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  return "failed";
}

function camera(wish: Wish): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
    ...(wish.cameraId ? { deviceId: { exact: wish.cameraId } } : { facingMode: "user" }),
  };
}

function microphone(wish: Wish): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(wish.microphoneId ? { deviceId: { exact: wish.microphoneId } } : {}),
  };
}

/** Whether the browser would give both devices without asking; null when it does not tell. */
export async function alreadyAllowed(permissions: Permissions | undefined): Promise<boolean | null> {
  try {
    const asked = await Promise.all(
      ["camera", "microphone"].map((name) => permissions?.query({ name: name as PermissionName })),
    );
    return asked.every((status) => status?.state === "granted");
  } catch {
    return null;
  }
}

package cn.civilaffairs.registry.files;

import java.util.UUID;

/** A file as it was stored (文件), opened again. */
public record StoredFile(UUID id, String name, String mediaType, String sha256, byte[] content) {}

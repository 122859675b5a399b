/** Kinds of files that are compressed in themselves: packing them again takes time and saves nothing. */
const packed =
  /^(image\/(jpeg|png|gif|webp|avif|heic|heif|jp2)|audio\/(?!x?-?wav|basic|midi)|video\/|application\/(pdf|zip|gzip|x-gzip|zstd|x-7z-compressed|x-rar-compressed|vnd\.rar|x-bzip2|x-xz|epub\+zip|vnd\.openxmlformats-|vnd\.oasis\.opendocument\.))/;

/** True for what is put into the zip as it is, by its media type. */
export function isPacked(mediaType: string): boolean {
  return packed.test(mediaType.toLowerCase());
}

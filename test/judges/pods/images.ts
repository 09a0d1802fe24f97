import type { Image } from "./container.ts";

/** What the images bring along, with Debian's programs in their place; `judges/debian/stand-ins/` are their entrypoints. */
export const imageOf = (reference: string): Image => {
  const name = /^(?:.*\/)?([^:@/]+)/.exec(reference)?.[1] ?? "";
  const image = IMAGES[name];
  if (image === undefined) throw new Error(`nothing stands in for the image ${reference}`);
  return image;
};

const IMAGES: Readonly<Record<string, Image>> = {
  wordpress: {
    entrypoint: ["/stand-ins/wordpress.sh"],
    // The image's PHP reads this folder by itself; Debian's has another one, and reads this one too.
    environment: { PHP_INI_SCAN_DIR: ":/usr/local/etc/php/conf.d" },
  },
  mariadb: { entrypoint: ["/stand-ins/mariadb.sh"], environment: {} },
};

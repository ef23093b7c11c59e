/** What the system's error codes mean to the person at the keyboard. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "磁盘已满，请腾出空间后重试",
  EDQUOT: "磁盘配额已用完，请腾出空间后重试",
  EROFS: "文件系统只读，请换一个可写的位置",
  EACCES: "没有权限，请检查文件夹的权限",
  EPERM: "没有权限，请检查文件夹的权限",
  ENOTDIR: "这不是文件夹，或路径中有一段不是文件夹，请另选一个文件夹",
  EEXIST: "同名的文件已存在，请另选一个名称或文件夹",
  EISDIR: "这是文件夹，不是文件",
  EIO: "磁盘读写出错",
  EMFILE: "打开的文件过多",
  ENAMETOOLONG: "文件名过长",
  ELOOP: "符号链接互相指向",
  ENOENT: "文件或文件夹不存在",
};

/** The reason in Chinese, without a full stop; null when the error is not one of the file system. */
export function describeFileError(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return REASONS[error.code] ?? ("syscall" in error ? `系统返回 ${error.code}` : null);
}

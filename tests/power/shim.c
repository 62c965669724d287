/* What a process does to the files of one folder: counted, recorded, refused or its last deed.

   Preloaded before the C library. It obeys the page of memory that the file BORNE_SHIM holds and
   that tests/power/shim.py writes; both describe it as struct control. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, UNLINK = 8, ALLOCATE = 16, RENAME = 64 };
enum { KILL = -1 };

struct control {
  char folder[512];  /* with its final slash; empty: nothing is looked at */
  char log[512];     /* empty: nothing is recorded */
  int64_t done;      /* deeds of the chosen kinds so far */
  int64_t syncs;     /* fsync and fdatasync that were asked for */
  int64_t from, to;  /* the deeds that are spoiled: from <= number < to, counted from 0 */
  int32_t kinds;     /* which kinds of deeds count */
  int32_t error;     /* the errno they end with; KILL: the process dies instead */
};

struct record {
  int32_t kind;
  uint32_t name_length, data_length;
  int64_t offset; /* of a write; the length after a truncation */
};

static struct control *control;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("BORNE_SHIM");
  int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (fd < 0) return;
  void *page = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (page != MAP_FAILED) control = page;
  close(fd);
}

/* The name below the folder, or NULL. The folder itself is the empty name. */
static const char *below(const char *path, size_t length) {
  size_t folder = control ? strlen(control->folder) : 0;
  if (folder == 0) return NULL;
  if (length == folder - 1 && memcmp(path, control->folder, length) == 0) return "";
  if (length <= folder || memcmp(path, control->folder, folder) != 0) return NULL;
  return path + folder;
}

static const char *name_of(int fd, char *path) {
  if (!control || !control->folder[0]) return NULL;
  char link[32] = "/proc/self/fd/", digits[12];
  int n = 0;
  for (unsigned rest = (unsigned)fd; n == 0 || rest; rest /= 10) digits[n++] = '0' + rest % 10;
  char *end = link + 14;
  while (n) *end++ = digits[--n];
  *end = 0;
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  return below(path, (size_t)length);
}

/* Whether the deed may be done; errno says why not. */
static int allowed(int kind) {
  if (!(control->kinds & kind)) return 1;
  int64_t number = __atomic_fetch_add(&control->done, 1, __ATOMIC_SEQ_CST);
  if (number < control->from || number >= control->to) return 1;
  if (control->error == KILL) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = control->error;
  return 0;
}

static void note(int kind, const char *name, int64_t offset, const void *data, size_t length) {
  if (!control->log[0]) return;
  struct record head = {kind, (uint32_t)strlen(name), (uint32_t)length, offset};
  struct iovec parts[] = {
      {&head, sizeof head}, {(void *)name, head.name_length}, {(void *)data, length}};
  int fd = (int)syscall(SYS_openat, AT_FDCWD, control->log, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  if (fd < 0) abort();
  if (syscall(SYS_writev, fd, parts, 3) < 0) abort();
  syscall(SYS_close, fd);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static ssize_t write_at(int fd, const void *data, size_t length, off64_t offset) {
  static __typeof__(&pwrite64) real;
  if (!real) real = REAL(pwrite64);
  char path[PATH_MAX];
  const char *name = name_of(fd, path);
  if (!name) return real(fd, data, length, offset);
  if (!allowed(WRITE)) return -1;
  ssize_t written = real(fd, data, length, offset);
  if (written > 0) note(WRITE, name, offset, data, (size_t)written);
  return written;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  return write_at(fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  return write_at(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
  static __typeof__(&write) real;
  if (!real) real = REAL(write);
  char path[PATH_MAX];
  const char *name = name_of(fd, path);
  if (!name) return real(fd, data, length);
  if (!allowed(WRITE)) return -1;
  ssize_t written = real(fd, data, length);
  if (written > 0) note(WRITE, name, lseek(fd, 0, SEEK_CUR) - written, data, (size_t)written);
  return written;
}

static int synced(int fd, int (*real)(int)) {
  char path[PATH_MAX];
  const char *name = name_of(fd, path);
  if (!name) return real(fd);
  if (!allowed(SYNC)) return -1;
  int result = real(fd);
  __atomic_fetch_add(&control->syncs, 1, __ATOMIC_SEQ_CST);
  if (result == 0) note(SYNC, name, 0, "", 0);
  return result;
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = REAL(fsync);
  return synced(fd, real);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = REAL(fdatasync);
  return synced(fd, real);
}

static int cut(int fd, off64_t length) {
  static __typeof__(&ftruncate64) real;
  if (!real) real = REAL(ftruncate64);
  char path[PATH_MAX];
  const char *name = name_of(fd, path);
  if (!name) return real(fd, length);
  if (!allowed(TRUNCATE)) return -1;
  int result = real(fd, length);
  if (result == 0) note(TRUNCATE, name, length, "", 0);
  return result;
}

int ftruncate64(int fd, off64_t length) { return cut(fd, length); }
int ftruncate(int fd, off_t length) { return cut(fd, length); }

int unlink(const char *path) {
  static __typeof__(&unlink) real;
  if (!real) real = REAL(unlink);
  const char *name = below(path, strlen(path));
  if (!name) return real(path);
  if (!allowed(UNLINK)) return -1;
  int result = real(path);
  if (result == 0) note(UNLINK, name, 0, "", 0);
  return result;
}

/* Within the folder; its record holds the new name. */
int rename(const char *from, const char *to) {
  static __typeof__(&rename) real;
  if (!real) real = REAL(rename);
  const char *name = below(from, strlen(from)), *other = below(to, strlen(to));
  if (!name || !other) return real(from, to);
  if (!allowed(RENAME)) return -1;
  int result = real(from, to);
  if (result == 0) note(RENAME, name, 0, other, strlen(other));
  return result;
}

/* Unlike the others it returns the error. */
static int allocate(int fd, off64_t offset, off64_t length) {
  static __typeof__(&posix_fallocate64) real;
  if (!real) real = REAL(posix_fallocate64);
  char path[PATH_MAX];
  if (name_of(fd, path) && !allowed(ALLOCATE)) return errno;
  return real(fd, offset, length);
}

int posix_fallocate64(int fd, off64_t offset, off64_t length) {
  return allocate(fd, offset, length);
}

int posix_fallocate(int fd, off_t offset, off_t length) { return allocate(fd, offset, length); }

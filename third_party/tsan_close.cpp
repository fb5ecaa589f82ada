// Only for ThreadSanitizer. libuv closes its descriptors by syscall(SYS_close, ...), which ThreadSanitizer does not
// know: when another thread is then given the same number, that looks to it like two threads sharing one descriptor.
// This stands before the C library's syscall(), and closes as everybody else does.
#include <cstdarg>
#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" __attribute__((no_sanitize("thread"))) long syscall(long number, ...) noexcept {
    long a[6];
    va_list arguments;
    va_start(arguments, number);
    for (long& each : a) each = va_arg(arguments, long);
    va_end(arguments);
    if (number == SYS_close) return close(static_cast<int>(a[0]));
    using Syscall = long (*)(long, ...);
    static const auto real = reinterpret_cast<Syscall>(dlsym(RTLD_NEXT, "syscall"));
    return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

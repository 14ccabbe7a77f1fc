# The one place that knows each package's quirk. Packages come from the system; nothing is fetched.
find_package(PkgConfig REQUIRED)

# A program that is done in milliseconds feels each shared library that the loader has to bind. Where the archive of one
# is there, `target` is linked from it: its headers and other libraries stay as they are.
function(asklint_from_archive name target archive)
  add_library(asklint_${name} INTERFACE)
  add_library(asklint::${name} ALIAS asklint_${name})
  find_library(ASKLINT_${name}_ARCHIVE ${archive})
  if(NOT ASKLINT_${name}_ARCHIVE)
    target_link_libraries(asklint_${name} INTERFACE ${target})
    return()
  endif()
  target_link_libraries(asklint_${name} INTERFACE ${ASKLINT_${name}_ARCHIVE} Threads::Threads)
  get_target_property(includes ${target} INTERFACE_INCLUDE_DIRECTORIES)
  if(includes)
    target_include_directories(asklint_${name} SYSTEM INTERFACE ${includes})
  endif()
endfunction()

find_package(Threads REQUIRED)

find_package(yaml-cpp REQUIRED) # 0.7's target has no namespace
asklint_from_archive(yaml yaml-cpp libyaml-cpp.a)

pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2) # Debian ships re2.pc and no CMake package
asklint_from_archive(re2 PkgConfig::RE2 libre2.a)

pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
add_library(asklint::gmime ALIAS PkgConfig::GMIME)

pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc)
add_library(asklint::icu ALIAS PkgConfig::ICU)

pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
asklint_from_archive(gumbo PkgConfig::GUMBO libgumbo.a)

pkg_check_modules(MD4C REQUIRED IMPORTED_TARGET md4c)
add_library(asklint::md4c ALIAS PkgConfig::MD4C)

# CLD2 ships neither .pc nor CMake files.
find_library(ASKLINT_CLD2_LIBRARY cld2 REQUIRED)
find_path(ASKLINT_CLD2_INCLUDE cld2/public/compact_lang_det.h REQUIRED)
add_library(asklint_cld2 INTERFACE)
target_link_libraries(asklint_cld2 INTERFACE ${ASKLINT_CLD2_LIBRARY})
target_include_directories(asklint_cld2 SYSTEM INTERFACE ${ASKLINT_CLD2_INCLUDE})
add_library(asklint::cld2 ALIAS asklint_cld2)

find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)

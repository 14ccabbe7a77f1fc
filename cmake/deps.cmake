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
# From its archive, with those of its 30 MB of tables that are read; otherwise shared, with all of them.
find_library(ASKLINT_icudata_ARCHIVE libicudata.a)
find_program(ASKLINT_ICUPKG icupkg PATHS /usr/sbin)
if(ASKLINT_icudata_ARCHIVE AND ASKLINT_ICUPKG AND CMAKE_OBJCOPY)
  asklint_from_archive(icu PkgConfig::ICU libicuuc.a)
else()
  add_library(asklint::icu ALIAS PkgConfig::ICU)
endif()
if(ASKLINT_icu_ARCHIVE)
  set(ASKLINT_ICU_TABLES ${PROJECT_BINARY_DIR}/icu_tables.dat)
  add_custom_command(
    OUTPUT ${ASKLINT_ICU_TABLES}
    COMMAND ${CMAKE_COMMAND} -D ARCHIVE=${ASKLINT_icudata_ARCHIVE} -D AR=${CMAKE_AR} -D OBJCOPY=${CMAKE_OBJCOPY}
            -D ICUPKG=${ASKLINT_ICUPKG} -D OUT=${ASKLINT_ICU_TABLES} -P ${CMAKE_CURRENT_LIST_DIR}/icu_tables.cmake
    DEPENDS ${CMAKE_CURRENT_LIST_DIR}/icu_tables.cmake
    COMMENT "Taking from ICU's tables what is read"
    VERBATIM)
  # ICU's code finds its tables by a name, so they come behind it.
  add_library(asklint_icu_tables STATIC ${PROJECT_SOURCE_DIR}/lib/text/icu_tables.cpp)
  target_include_directories(asklint_icu_tables SYSTEM PRIVATE ${ICU_INCLUDE_DIRS})
  # Link-time optimisation does not see what comes in through the assembler.
  set_target_properties(asklint_icu_tables PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF CXX_EXTENSIONS ON)
  set_source_files_properties(${PROJECT_SOURCE_DIR}/lib/text/icu_tables.cpp PROPERTIES OBJECT_DEPENDS ${ASKLINT_ICU_TABLES})
  target_sources(asklint_icu_tables PRIVATE ${ASKLINT_ICU_TABLES})
  target_compile_definitions(asklint_icu_tables PRIVATE ASKLINT_ICU_TABLES="${ASKLINT_ICU_TABLES}")
  target_link_libraries(asklint_icu INTERFACE asklint_icu_tables)
endif()

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
